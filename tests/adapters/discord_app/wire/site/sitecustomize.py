"""Points discord.py at the stand-in; Python imports this at start because its folder is on PYTHONPATH."""

import os

import discord.gateway
import discord.http
import yarl

discord.http.Route.BASE = f"http://{os.environ['STAND_IN']}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{os.environ['STAND_IN']}/gateway")
