"""Expected failures of mutations, as members of their result unions.

Clients select `... on UserError { message }`, and the members that they handle in a special way.
"""

from __future__ import annotations

from typing import Any, Self, final

import strawberry
from strawberry.scalars import JSON
from typing_extensions import override

from documents.audiences import AudienceTooSlowError
from documents.segments import KeyTakenError, LifeCycle, StaleRevisionError
from resolvers.api_keys import ApiKeyNotFoundError
from resolvers.campaigns import CampaignNotFoundError
from resolvers.coupons import PoolNotFoundError
from resolvers.offers import UnknownVisitorError
from resolvers.segments import SegmentNotFoundError, WrongStatusError
from schema.changes import Change
from targeting.differences import changes_between
from targeting.values import InvalidInputError, Problem


@strawberry.interface(description="Something that can be put right by whoever sent the request.")
class UserError:
    message: str = strawberry.field(description="What is wrong, for people to read.")


@final
@strawberry.type(description="One thing that is wrong with an input.")
class InputProblem:
    path: list[str] = strawberry.field(
        description="Where it stands: names of fields and positions in lists, from the input down."
    )
    code: str = strawberry.field(description="A stable name of the problem, for programs.")
    message: str = strawberry.field(description="What would be right.")

    @classmethod
    def from_problem(cls, problem: Problem) -> Self:
        return cls(
            path=[str(step) for step in problem.path], code=problem.code, message=problem.message
        )


@final
@strawberry.type(description="The input can't be used; nothing was stored.")
class InvalidInput(UserError):
    problems: list[InputProblem] = strawberry.field(description="Everything that is wrong.")

    @classmethod
    def from_error(cls, error: InvalidInputError) -> InvalidInput:
        """Return what a client is told of the error."""
        problems = [InputProblem.from_problem(problem) for problem in error.problems]
        return cls(message=str(error), problems=problems)


@final
@strawberry.type(
    description="Somebody else changed it first: nothing was stored. Compare the two and decide anew."
)
class StaleRevision(UserError):
    given_revision: int = strawberry.field(description="The revision that your change was made of.")
    current_revision: int = strawberry.field(description="The revision it has now.")
    as_you_read_it: JSON | None = strawberry.field(
        description="The whole of it at the revision you gave; null where it isn't known any more."
    )
    as_it_is: JSON | None = strawberry.field(description="The whole of it now.")
    changes_since: list[Change] = strawberry.field(
        description="What the others have changed of it; empty where what you read isn't known."
    )


@final
@strawberry.type(description="Something else of the store has this key.")
class KeyTaken(UserError):
    key: str = strawberry.field(description="The key that is taken.")


@final
@strawberry.type(description="The store has nothing of this id or key.")
class NotFound(UserError):
    pass


@final
@strawberry.type(description="What was asked for can't be done in the present status.")
class WrongStatus(UserError):
    status: LifeCycle = strawberry.field(description="The present status.")


@final
@strawberry.type(description="No event of the visitor has arrived yet: track one first.")
class UnknownVisitor(UserError):
    visitor_id: strawberry.ID = strawberry.field(description="The id that was sent.")


@final
@strawberry.type(description="It takes too long: ask for an estimate, or narrow the rule down.")
class AudienceTooSlow(UserError):
    pass


@final
class _AudienceTooSlowHandler(strawberry.ExceptionHandler[AudienceTooSlowError, AudienceTooSlow]):
    @override
    def handle(self, exception: AudienceTooSlowError, **_: Any) -> AudienceTooSlow:
        return AudienceTooSlow(message=str(exception))


@final
class _InvalidInputHandler(strawberry.ExceptionHandler[InvalidInputError, InvalidInput]):
    @override
    def handle(self, exception: InvalidInputError, **_: Any) -> InvalidInput:
        return InvalidInput.from_error(exception)


@final
class _StaleRevisionHandler(strawberry.ExceptionHandler[StaleRevisionError, StaleRevision]):
    @override
    def handle(self, exception: StaleRevisionError, **_: Any) -> StaleRevision:
        before, now = exception.as_it_was, exception.as_it_is
        differences = () if before is None or now is None else changes_between(before, now)
        return StaleRevision(
            message=str(exception),
            given_revision=exception.given,
            current_revision=exception.current,
            as_you_read_it=None if before is None else JSON(before),
            as_it_is=None if now is None else JSON(now),
            changes_since=[Change.from_difference(difference) for difference in differences],
        )


@final
class _KeyTakenHandler(strawberry.ExceptionHandler[KeyTakenError, KeyTaken]):
    @override
    def handle(self, exception: KeyTakenError, **_: Any) -> KeyTaken:
        return KeyTaken(message=str(exception), key=exception.key)


@final
class _NotFoundHandler(
    strawberry.ExceptionHandler[
        SegmentNotFoundError | CampaignNotFoundError | PoolNotFoundError | ApiKeyNotFoundError,
        NotFound,
    ]
):
    @override
    def handle(
        self,
        exception: SegmentNotFoundError
        | CampaignNotFoundError
        | PoolNotFoundError
        | ApiKeyNotFoundError,
        **_: Any,
    ) -> NotFound:
        return NotFound(message=str(exception))


@final
class _WrongStatusHandler(strawberry.ExceptionHandler[WrongStatusError, WrongStatus]):
    @override
    def handle(self, exception: WrongStatusError, **_: Any) -> WrongStatus:
        return WrongStatus(message=str(exception), status=exception.status)


@final
class _UnknownVisitorHandler(strawberry.ExceptionHandler[UnknownVisitorError, UnknownVisitor]):
    @override
    def handle(self, exception: UnknownVisitorError, **_: Any) -> UnknownVisitor:
        return UnknownVisitor(
            message=str(exception), visitor_id=strawberry.ID(exception.visitor_id)
        )


STOREFRONT_HANDLERS = (_InvalidInputHandler(), _UnknownVisitorHandler())
ADMIN_HANDLERS = (
    _InvalidInputHandler(),
    _StaleRevisionHandler(),
    _KeyTakenHandler(),
    _NotFoundHandler(),
    _WrongStatusHandler(),
    _AudienceTooSlowHandler(),
)
