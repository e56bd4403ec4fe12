"""A stand-in for Discord at the level of the wire: HTTP and a gateway, with faults to order.

It knows what the tests need: one application, one guild with a channel, a DM, messages with enforced nonces, and
interactions with their callbacks.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

BOT, APPLICATION, GUILD, CHANNEL, DM, ALICE = "1001", "1001", "2001", "3001", "3002", "4001"
TOKEN = "wire-token"
EPHEMERAL = 64
_EPOCH = 1420070400000
_PERMISSIONS = "2147483647"


def user(id_: str, *, is_bot: bool = False) -> dict[str, Any]:
    return {
        "id": id_,
        "username": f"user{id_}",
        "discriminator": "0",
        "avatar": None,
        "bot": is_bot,
        "global_name": None,
    }


class StandIn:
    """Discord, as far as the bot can tell."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, Any]] = []
        """(method, path, JSON) of every request, those that failed too."""
        self.messages: dict[str, dict[str, Any]] = {}
        self.responses: list[dict[str, Any]] = []
        """What the bot responded to interactions, oldest first."""
        self.faults: defaultdict[str, list[str]] = defaultdict(list)
        """Kind of request -> what goes wrong with the next ones: 403, 503, 429, cut before, lost after, slow after."""
        self.identified = 0
        self.resumed = 0
        self.intents = 0
        self.close_code: int | None = None
        """Ends the next connection right after IDENTIFY."""
        self._nonces: dict[str, str] = {}
        self._responded: set[str] = set()
        self._next = 0
        self._sequence = 0
        self._sent: list[dict[str, Any]] = []
        self._socket: web.WebSocketResponse | None = None
        self._changed = asyncio.Event()

    # -- for tests -----------------------------------------------------------------------------------------------------

    async def start(self) -> str:
        """Serve on a free port of this machine, and return ``host:port``."""
        app = web.Application()
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._api)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"{host}:{port}"
        return self.address

    async def stop(self) -> None:
        """Serve no more."""
        if self._socket is not None:
            await self._socket.close()
        await self._runner.cleanup()

    async def until(self, is_so: Callable[[], object], seconds: float = 30.0) -> None:
        """Wait until something holds; fails after so many seconds."""
        async with asyncio.timeout(seconds):
            while not is_so():
                self._changed.clear()
                try:
                    await asyncio.wait_for(self._changed.wait(), 0.2)
                except TimeoutError:
                    pass

    def new_id(self) -> str:
        """A fresh id, which tells the time as Discord's do."""
        milliseconds = int(time.time() * 1000) - _EPOCH
        self._next = max(self._next + 1, milliseconds << 22)
        return str(self._next)

    async def dispatch(self, event: str, data: dict[str, Any], *, while_away: bool = False) -> None:
        """Send an event; one that happens while the bot is away is replayed when it resumes."""
        self._sequence += 1
        payload = {"op": 0, "t": event, "s": self._sequence, "d": data}
        self._sent.append(payload)
        if not while_away and self._socket is not None:
            await self._socket.send_json(payload)

    async def say(self, text: str, *, dm: bool = False, mention: bool = True, **options: Any) -> dict[str, Any]:
        """Alice writes a message; returns it."""
        message = self._message(ALICE, DM if dm else CHANNEL, f"<@{BOT}> {text}" if mention and not dm else text)
        message["mentions"] = [user(BOT, is_bot=True)] if mention and not dm else []
        self.messages[message["id"]] = message
        await self.dispatch("MESSAGE_CREATE", message, **options)
        return message

    async def edit(self, message: dict[str, Any], text: str) -> None:
        """Alice edits a message."""
        message |= {"content": f"<@{BOT}> {text}", "edited_timestamp": "2026-01-01T00:01:00+00:00"}
        await self.dispatch("MESSAGE_UPDATE", message)

    async def delete(self, message: dict[str, Any]) -> None:
        """Alice deletes a message."""
        data = {"id": message["id"], "channel_id": message["channel_id"]}
        await self.dispatch("MESSAGE_DELETE", data | ({"guild_id": GUILD} if "guild_id" in message else {}))

    async def command(self, name: str, kind: int = 2, /, **options: Any) -> dict[str, Any]:
        """Alice uses a command (kind 2) or is typing one (kind 4); returns what the bot responds."""
        count = len(self.responses)
        await self.dispatch_command(name, kind, **options)
        return await self._response_after(count)

    async def dispatch_command(self, name: str, kind: int = 2, /, **options: Any) -> None:
        """The same without waiting for the response."""
        given: list[dict[str, Any]] = [
            {"name": key, "type": 4 if isinstance(value, int) else 3, "value": value, "focused": kind == 4}
            for key, value in options.items()
        ]
        name, _, subcommand = name.partition(" ")
        if subcommand:
            given = [{"name": subcommand, "type": 1, "options": given}]
        await self._interact(kind, {"id": "5001", "name": name, "type": 1, "options": given})

    async def click(self, message: dict[str, Any], prefix: str) -> dict[str, Any]:
        """Alice presses the button whose custom id begins so; returns what the bot responds."""
        buttons = [item for row in message["components"] for item in row["components"]]
        custom_id = next(item["custom_id"] for item in buttons if item.get("custom_id", "").startswith(prefix))
        count = len(self.responses)
        await self._interact(3, {"custom_id": custom_id, "component_type": 2}, message=message)
        return await self._response_after(count)

    async def click_all(self, message: dict[str, Any], prefix: str, users: list[str]) -> list[dict[str, Any]]:
        """Many people press the same button at once; returns what the bot responds."""
        buttons = [item for row in message["components"] for item in row["components"]]
        custom_id = next(item["custom_id"] for item in buttons if item.get("custom_id", "").startswith(prefix))
        count = len(self.responses)
        for one in users:
            await self.press_as(one, message, {"custom_id": custom_id, "component_type": 2})
        await self.until(lambda: len(self.responses) >= count + len(users))
        return self.responses[count:]

    async def press_as(self, user_id: str, message: dict[str, Any], data: dict[str, Any]) -> None:
        """Somebody presses a button; nothing is waited for."""
        await self._interact(3, data, message=message, member=_member(user_id))

    async def drop(self) -> None:
        """Break the gateway connection off without a close frame."""
        assert self._socket is not None
        assert self._socket._req is not None
        transport = self._socket._req.transport
        assert transport is not None
        transport.abort()

    async def ask_to_reconnect(self) -> None:
        """Op 7."""
        assert self._socket is not None
        await self._socket.send_json({"op": 7, "d": None, "s": None, "t": None})

    async def invalidate(self) -> None:
        """Op 9: the session cannot be resumed, and what happened meanwhile is lost."""
        assert self._socket is not None
        await self._socket.send_json({"op": 9, "d": False, "s": None, "t": None})

    def answers(self) -> list[dict[str, Any]]:
        """The bot's messages that stand, oldest first."""
        return [message for message in self.messages.values() if message["author"]["id"] == BOT]

    # -- gateway -------------------------------------------------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket = socket
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._frame(socket, json.loads(frame.data))
        return socket

    async def _frame(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
        if frame["op"] == 1:
            await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
        elif frame["op"] == 2:
            await self._identify(socket, frame["d"])
        elif frame["op"] == 6:
            for missed in [one for one in self._sent if one["s"] > frame["d"]["seq"]]:
                await socket.send_json(missed)
            await self.dispatch("RESUMED", {})
            self.resumed += 1
            self._changed.set()

    async def _identify(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> None:
        self.intents = data["intents"]
        if self.close_code is not None:
            await socket.close(code=self.close_code)
            return
        self._sent.clear()
        ready = {
            "v": 10,
            "user": user(BOT, is_bot=True),
            "guilds": [{"id": GUILD, "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": f"ws://{self.address}/gateway",
            "application": {"id": APPLICATION, "flags": 0},
            "shard": [0, 1],
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", _guild())
        self.identified += 1
        self._changed.set()

    # -- HTTP ----------------------------------------------------------------------------------------------------------

    async def _api(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        body = await request.json() if request.can_read_body else None
        self.requests.append((request.method, path, body))
        kind, answer = self._route(request.method, path.split("/"), body)
        if path == "users/@me" and request.headers["Authorization"] != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        fault = self.faults[kind].pop(0) if self.faults[kind] else ""
        if fault == "503":
            return web.Response(status=503, text="upstream connect error")
        if fault == "403":
            return _json({"message": "Missing Access", "code": 50001}, status=403)
        if fault in {"429", "429 by a proxy"}:
            headers = {"Retry-After": "0.3"} | ({"Via": "1.1 google"} if fault == "429" else {})
            return _json({"message": "slow", "retry_after": 0.3, "global": False}, status=429, headers=headers)
        try:
            found = answer() if fault != "cut" else None
        except KeyError:
            return _json({"message": "Unknown Message", "code": 10008}, status=404)
        if kind == "respond" and found is None and not fault:
            return _json({"message": "Interaction has already been acknowledged.", "code": 40060}, status=400)
        self._changed.set()
        if fault == "slow":
            await asyncio.sleep(1)
        if fault in {"cut", "lost"}:
            assert request.transport is not None
            request.transport.abort()
        return _json(found) if found is not None else web.Response(status=204)

    def _route(self, method: str, parts: list[str], body: Any) -> tuple[str, Callable[[], Any]]:
        """(kind of request for `faults`, what does it)."""
        match (method, *parts):
            case ("GET", "users", "@me"):
                return "login", lambda: user(BOT, is_bot=True)
            case ("GET", "oauth2", "applications", "@me"):
                return "login", _application
            case ("PUT", "applications", _, "commands"):
                return "commands", lambda: [self._command(one) for one in body]
            case ("POST", "channels", channel, "messages"):
                return "send", lambda: self._post(channel, body)
            case ("GET", "channels", channel, "messages"):
                return "read", lambda: [one for one in self.messages.values() if one["channel_id"] == channel]
            case ("GET", "channels", _, "messages", message):
                return "read", lambda: self.messages[message]
            case ("PATCH", "channels", _, "messages", message):
                return "edit", lambda: self._patch(message, body)
            case ("DELETE", "channels", _, "messages", message):
                return "delete", lambda: self._remove(message)
            case ("POST", "interactions", _, token, "callback"):
                return "respond", lambda: self._callback(token, body)
            case ("POST", "webhooks", _, _):
                return "follow up", lambda: self._follow_up(body)
            case ("PATCH", "webhooks", _, _, "messages", message):
                return "edit", lambda: self._patch(message, body)
        raise AssertionError(f"the stand-in has no {method} {'/'.join(parts)}")

    def _command(self, sent: dict[str, Any]) -> dict[str, Any]:
        return {"description": "", **sent, "id": self.new_id(), "application_id": APPLICATION, "version": "1"}

    def _post(self, channel: str, body: dict[str, Any]) -> dict[str, Any]:
        nonce = body.get("nonce")
        if body.get("enforce_nonce") and nonce in self._nonces:
            return self.messages[self._nonces[nonce]]
        message = self._message(BOT, channel, body["content"]) | {"components": body.get("components", [])}
        if "message_reference" in body:
            message |= {"message_reference": body["message_reference"], "type": 19}
        self.messages[message["id"]] = message
        if nonce is not None:
            self._nonces[nonce] = message["id"]
        return message

    def _patch(self, message: str, body: dict[str, Any]) -> dict[str, Any]:
        self.messages[message] |= {key: body[key] for key in ("content", "components") if key in body}
        return self.messages[message]

    def _remove(self, message: str) -> None:
        del self.messages[message]

    def _callback(self, token: str, body: dict[str, Any]) -> dict[str, Any] | None:
        if token in self._responded:
            return None
        self._responded.add(token)
        self.responses.append(body)
        data = body.get("data") or {}
        message = self._message(BOT, CHANNEL, data.get("content", "")) | {"components": data.get("components", [])}
        message["flags"] = data.get("flags", 0)
        if not message["flags"] & EPHEMERAL and body["type"] == 4:
            self.messages[message["id"]] = message
        about = {"id": self.new_id(), "type": 2, "response_message_id": message["id"]}
        return {"interaction": about, "resource": {"type": body["type"], "message": message}}

    def _follow_up(self, body: dict[str, Any]) -> dict[str, Any]:
        self.responses.append({"type": 4, "data": body})
        return self._message(BOT, CHANNEL, body.get("content", "")) | {"flags": body.get("flags", 0)}

    async def _response_after(self, count: int) -> dict[str, Any]:
        await self.until(lambda: len(self.responses) > count)
        return self.responses[-1]

    async def _interact(self, kind: int, data: dict[str, Any], **more: Any) -> None:
        id_ = self.new_id()
        await self.dispatch("INTERACTION_CREATE", {
            "id": id_, "application_id": APPLICATION, "type": kind, "data": data, "guild_id": GUILD,
            "channel_id": CHANNEL, "channel": _channel(), "token": f"token{id_}", "version": 1, "locale": "en-US",
            "member": _member(ALICE), "app_permissions": _PERMISSIONS, "entitlements": [], "context": 0,
            "authorizing_integration_owners": {"0": GUILD}, "attachment_size_limit": 1, **more,
        })  # fmt: skip

    def _message(self, author: str, channel: str, content: str) -> dict[str, Any]:
        found = {
            "id": self.new_id(), "channel_id": channel, "content": content,
            "author": user(author, is_bot=author == BOT),
            "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "components": [], "pinned": False, "type": 0, "flags": 0,
        }  # fmt: skip
        return found | ({"guild_id": GUILD, "member": _member(author)} if channel == CHANNEL else {})


def _json(found: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """As Discord does: without the charset that aiohttp would add, which discord.py does not take for JSON."""
    body = json.dumps(found).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json", **(headers or {})})


def _application() -> dict[str, Any]:
    return {
        "id": APPLICATION, "name": "bot", "icon": None, "description": "", "bot_public": True, "flags": 0,
        "bot_require_code_grant": False, "verify_key": "", "owner": user(ALICE), "rpc_origins": [], "team": None,
    }  # fmt: skip


def _member(id_: str) -> dict[str, Any]:
    return {
        "user": user(id_, is_bot=id_ == BOT), "roles": [], "joined_at": "2025-01-01T00:00:00+00:00", "deaf": False,
        "mute": False, "flags": 0, "permissions": "0",
    }  # fmt: skip


def _channel() -> dict[str, Any]:
    return {"id": CHANNEL, "type": 0, "name": "general", "position": 0, "permission_overwrites": [], "guild_id": GUILD}


def _guild() -> dict[str, Any]:
    everyone = {
        "id": GUILD, "name": "@everyone", "permissions": _PERMISSIONS, "position": 0, "color": 0, "hoist": False,
        "managed": False, "mentionable": False, "flags": 0, "colors": {"primary_color": 0},
    }  # fmt: skip
    return {
        "id": GUILD, "name": "Fans", "owner_id": ALICE, "roles": [everyone], "channels": [_channel()], "emojis": [],
        "members": [_member(BOT)], "member_count": 2, "threads": [], "stickers": [], "features": [], "presences": [],
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
        "system_channel_id": None, "afk_timeout": 300, "nsfw_level": 0, "premium_tier": 0, "voice_states": [],
        "preferred_locale": "en-US", "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        "premium_progress_bar_enabled": False, "system_channel_flags": 0, "large": False, "unavailable": False,
    }  # fmt: skip
