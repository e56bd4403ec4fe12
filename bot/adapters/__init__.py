"""The edges: what people type is translated into messages to the assistant, and its replies back."""
