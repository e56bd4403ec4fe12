"""One running game: events in, one step after the other, each written down before anything of it is shown.

Events are only put into a list when they come, so none is lost while something is stored or said. A worker plays them
in the order of their time, writes the step down and then answers whoever put them; a speaker says what the game has to
say, line by line. Both end when there is nothing to do: a timer or the next event starts them again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable

from bot.conversation.keeping import Mark, StoredGame
from bot.conversation.quizmaster.inbox import Answer, Inbox, resolve
from bot.conversation.quizmaster.lines import Back, Line, Opened, is_said
from bot.conversation.quizmaster.marks import marks_of
from bot.conversation.quizmaster.means import Means, Posted, Timer, Unshowable
from bot.conversation.quizmaster.screen import Screen
from bot.conversation.quizmaster.speaker import Speaker
from bot.errors import StoreUnavailable
from bot.quiz import Game, Judge
from bot.quiz.events import Asked, Effect, Event, Guess, Hold, Refused, Resume, Revealed, Shown, StopAsked, Tick

logger = logging.getLogger(__name__)

_WRITE_AGAIN = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds until the database is tried again; the last one from then on."""


class Table:
    """A game in a channel."""

    def __init__(
        self,
        game: Game,
        means: Means,
        *,
        game_id: str,
        channel_id: int,
        guild_id: int | None,
        screen: Screen | None = None,
        on_over: Callable[[Table], object] = lambda _: None,
    ) -> None:
        """A game that does nothing before `go`."""
        self.game = game
        self.game_id = game_id
        self.channel_id = channel_id
        self.guild_id = guild_id
        self.screen = screen or Screen()
        self.inherited = frozenset(line.id for line in self.screen.unsaid)
        """Lines that a former process may have said already, without living to note it."""
        self._means = means
        self._on_over = on_over
        self._inbox = Inbox()
        self._answers: list[tuple[Answer | None, list[Effect]]] = []
        self._marks: list[Mark] = []
        self._asked: str | None = None
        self._speaker = Speaker(self, means, said=self._said, gone=self._give_up)
        self._is_live = self._is_changed = self._is_mute = False
        self._failures = 0
        self._worker: asyncio.Task[None] | None = None
        self._timer: Timer | None = None
        self._retry: Timer | None = None

    @classmethod
    def load(cls, stored: StoredGame, judge: Judge, means: Means, on_over: Callable[[Table], object]) -> Table:
        """The game that was written down last."""
        return cls(
            Game.load(stored.state, judge),
            means,
            game_id=stored.game_id,
            channel_id=stored.channel_id,
            guild_id=stored.guild_id,
            screen=Screen.from_dict(stored.screen),
            on_over=on_over,
        )

    def stored(self) -> StoredGame:
        """The game as it is now; it is over when its last words are said."""
        return StoredGame(
            game_id=self.game_id,
            channel_id=self.channel_id,
            guild_id=self.guild_id,
            state=self.game.save(),
            screen=self.screen.to_dict(),
            is_over=self.game.is_over and not self.screen.unsaid,
            written_at=self._means.now(),
        )

    @property
    def is_on_hold(self) -> bool:
        """Whether nothing can be written down."""
        return self._failures > 0

    # -- life ----------------------------------------------------------------------------------------------------------

    def open(self, opened: Opened) -> None:
        """Have something to say before the first question."""
        self.screen.add(opened, 0)
        self._speaker.may_say_all()

    def go(self) -> None:
        """Begin."""
        self._is_live = True
        self._speak()
        self._wake()
        self._set_timer()

    def go_on(self, missed: Iterable[Guess] = ()) -> None:
        """Go on after a restart, with guesses that came meanwhile.

        A question whose time has run out meanwhile gets back what was left of it; what was typed at it is in time.
        """
        now, deadline = self._means.now(), self.game.deadline
        for guess in missed:
            self._inbox.add(guess)
        if deadline is not None and now > deadline + self.game.options.grace:
            self._inbox.date_guesses_back(deadline)
        self._inbox.add(Resume(now))
        self.go()

    async def close(self, seconds: float) -> None:
        """Stop where the game is, for another process to go on; what is being said is given some seconds."""
        self._is_live = False
        for timer in (self._timer, self._retry):
            if timer is not None:
                timer.cancel()
        await self._speaker.close(seconds)
        if self._worker is not None:
            await asyncio.wait({self._worker})
        if self._is_changed and not self._failures:
            with contextlib.suppress(StoreUnavailable):  # what was written last is good enough
                await self._means.keeper.step(self.stored(), self._marks, self._asked)

    # -- events --------------------------------------------------------------------------------------------------------

    def put(self, event: Event) -> Answer:
        """Take an event in; its effects come when they are written down. Never waits."""
        answer = self._inbox.put(event)
        self._wake()
        return answer

    def _wake(self) -> None:
        if self._is_live and self._worker is None and self._has_work():
            self._worker = asyncio.create_task(self._work())

    def _has_work(self) -> bool:
        has_events = bool(self._inbox) and not self.screen.is_asking_unseen
        return has_events or self._is_changed or self._is_due()

    def _is_due(self) -> bool:
        """Whether time has brought something about; what is to be said before comes first."""
        due = self.game.wake_at
        return due is not None and not self.screen.unsaid and self._means.now() >= due

    async def _work(self) -> None:
        try:
            while self._is_live and self._has_work():
                self._play()
                if self._retry is not None:
                    break
                await self._keep()
        except Exception as error:  # a defect: it must not take the game along
            logger.exception("game %s: a step failed", self.game_id)
            self._answer(error)
        finally:
            self._worker = None
        self._set_timer()

    def _play(self) -> None:
        """Let everything that has come happen in its order; a question that nobody can see yet holds up the rest."""
        while self._inbox and not self.screen.is_asking_unseen:
            self._take(*self._inbox.pop())
        if self._is_due():
            self._take(Tick(self._means.now()), None)

    def _take(self, event: Event, answer: Answer | None) -> None:
        effects = self.game.handle(event)
        if isinstance(event, Guess) and event.is_meant and self.game.is_asking:
            self.screen.note_guess(event.player)
        if isinstance(event, Resume):
            effects = self._not_shown(effects)
        for effect in effects:
            self._note(effect)
        if self._retry is not None and answer is not None and all(isinstance(one, Refused) for one in effects):
            resolve(answer, effects)  # nothing that would have to be written down
        else:
            self._answers.append((answer, effects))
            self._is_changed = True

    def _note(self, effect: Effect) -> None:
        if isinstance(effect, Revealed):
            question = self.game.question
            assert question is not None  # it has just been closed
            self._marks += marks_of(
                effect,
                question,
                game_id=self.game_id,
                guild_id=self.guild_id,
                guessed=self.screen.guessed,
                at=self._means.now(),
            )
        elif isinstance(effect, Asked):
            self._asked = effect.id
        if is_said(effect) and not self._is_mute:
            self.screen.add(effect, self.game.number)  # type: ignore[arg-type] # that is what is_said says

    def _not_shown(self, effects: list[Effect]) -> list[Effect]:
        """A resumed game shows everything again; here it is known what is shown already."""
        for effect in effects:
            if isinstance(effect, Asked) and not self.screen.is_asking_unseen and not self._is_mute:
                self.screen.add(Back(effect.number, effect.seconds), effect.number)
        return []

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self.game.wake_at
        if self._is_live and due is not None and self._retry is None and not self.screen.unsaid:
            self._timer = self._means.later(max(0.0, due - self._means.now()), self._wake)

    # -- writing down --------------------------------------------------------------------------------------------------

    async def _keep(self) -> None:
        """Write the step down, then answer and speak; put the game on hold where that cannot be done."""
        stored, self._is_changed = self.stored(), False
        try:
            await self._means.keeper.step(stored, self._marks, self._asked)
        except StoreUnavailable as error:
            self._is_changed = True
            self._hold(error)
            return
        self._marks, self._asked = [], None
        self._speaker.may_say_all()
        self._answer()
        if self._failures:
            logger.info("game %s goes on", self.game_id)
            self._failures = 0
            self._inbox.add(Resume(self._means.now()))
        self._speak()
        if stored.is_over:
            self._on_over(self)

    def _answer(self, error: Exception | None = None) -> None:
        answers, self._answers = self._answers, []
        for answer, effects in answers:
            resolve(answer, effects, error)

    def _hold(self, error: StoreUnavailable) -> None:
        """Stop the game's clock, say so, and try again later."""
        if not self._failures:
            logger.error("game %s waits: %s", self.game_id, error)
            self._play()  # what has come until now counts
            if self.game.handle(Hold(self._means.now())):
                self._tell_hold()
        wait = _WRITE_AGAIN[min(self._failures, len(_WRITE_AGAIN) - 1)]
        self._failures += 1
        self._retry = self._means.later(wait, self._write_again)

    def _tell_hold(self) -> None:
        """Beside everything else: it cannot be written down that it is said."""
        self._telling = asyncio.create_task(self._means.stage.tell_hold(self))

    def _write_again(self) -> None:
        self._retry = None
        self._wake()

    # -- speaking ------------------------------------------------------------------------------------------------------

    def _speak(self) -> None:
        if self._is_live:
            self._speaker.wake()

    def _said(self, line: Line, posted: Posted) -> None:
        self.screen.note(line, posted.id)
        self._is_changed = True
        if isinstance(line.said, Asked):
            self._inbox.add(Shown(posted.at, line.said.number))
        self._wake()
        self._set_timer()

    def _give_up(self, error: Unshowable) -> None:
        """A game that nobody can see ends."""
        logger.warning("game %s ends: %s", self.game_id, error)
        self.screen.unsaid.clear()
        self._is_mute = self._is_changed = True
        self._inbox.add(StopAsked(self._means.now(), self.game.starter))
        self._wake()
