"""``/reports``, what replenishment says there: recommendations, and how the policy would have done.

The function behind ``/reports`` is reporting's, which also makes files of recommendations; it takes these routes in.
"""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.replenishment.models import Selection, Urgency
from domain.replenishment.service.listing import ListingService
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.service.replays import ReplayService
from domain.replenishment.service.snoozing import SnoozeService
from domain.replenishment.worklist import Sort, WorklistPosition, selection_notices
from handlers.replenishment.answers import recommendation_body, totals_body
from handlers.replenishment.container import container
from handlers.replenishment.replay_answers import curve_body, replay_body
from handlers.replenishment.replay_schemas import PolicyReplay, ServiceCurve
from handlers.replenishment.schemas import NewSnooze, RecommendationBody, RecommendationPage
from handlers.shared.cursors import cursors
from handlers.shared.responses import documented
from handlers.shared.warnings import WarningBody

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types

Category = Annotated[str | None, Query(max_length=100, description="Only products of this category.")]
ReplayedProduct = Annotated[str | None, Query(max_length=64, description="One product; not with `category`.")]
_LISTING = "inventory-recommendations"


def recommendation_service() -> RecommendationService:
    """Return the service that says what to order."""
    return container.recommendation_service()


def replay_service() -> ReplayService:
    """Return the service that replays policies."""
    return container.replay_service()


def snooze_service() -> SnoozeService:
    """Return the service that snoozes recommendations."""
    return container.snooze_service()


def listing_service() -> ListingService:
    """Return the service that lists recommendations."""
    return container.listing_service()


Listing = Annotated[ListingService, Depends(listing_service)]
Recommendations = Annotated[RecommendationService, Depends(recommendation_service)]
Snoozing = Annotated[SnoozeService, Depends(snooze_service)]
Replays = Annotated[ReplayService, Depends(replay_service)]


def recommendation_page(
    listing: ListingService,
    selection: Selection,
    urgency: Urgency | None,
    sort: Sort,
    limit: int,
    cursor: str | None,
    *,
    snoozed: bool = False,
) -> RecommendationPage:
    """Return a page of recommendations."""
    filters = asdict(selection) | {"urgency": urgency, "sort": sort, "snoozed": snoozed}
    position = cursors().decode(cursor, _LISTING, filters)
    after = WorklistPosition.parse(position) if position else None
    page = listing.page(selection, urgency, sort, limit, after, snoozed=snoozed)
    return RecommendationPage(
        items=[recommendation_body(item) for item in page.items],
        next_cursor=cursors().encode(str(page.following) if page.following else None, _LISTING, filters),
        totals=totals_body(page.totals),
        listed_as_of=page.listed_as_of,
        currency=container.currency(),
        warnings=WarningBody.all_of(selection_notices(selection, page.totals)),
    )


@router.get(
    "/reports/inventory-recommendations/<product_id>",
    tags=["Reports"],
    summary="Say what to order of one product, when and why",
    responses=documented(HTTPStatus.OK, RecommendationBody, HTTPStatus.NOT_FOUND),
)
def get_inventory_recommendation(
    recommendations: Recommendations,
    product_id: Annotated[str, Path(max_length=64, description="The product's id.")],
) -> RecommendationBody:
    """Return one product's recommendation as everything is stored at this moment."""
    return recommendation_body(recommendations.one(product_id))


@router.post(
    "/reports/inventory-recommendations/<product_id>/snooze",
    tags=["Reports"],
    summary="Leave a recommendation out of the list until a day",
    responses=documented(
        HTTPStatus.OK,
        RecommendationBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def snooze_inventory_recommendation(
    recommendations: Recommendations,
    snoozes: Snoozing,
    product_id: Annotated[str, Path(max_length=64, description="The product's id.")],
    snooze: Annotated[NewSnooze, Body()],
) -> RecommendationBody:
    """Leave it out of lists and files until a day, in place of an earlier snooze; return it as it is meanwhile."""
    snoozes.snooze(product_id, snooze.until, snooze.reason)
    return recommendation_body(recommendations.one(product_id))


@router.delete(
    "/reports/inventory-recommendations/<product_id>/snooze",
    tags=["Reports"],
    summary="Put a recommendation back into the list",
    responses=documented(HTTPStatus.NO_CONTENT, None, HTTPStatus.NOT_FOUND, description="In the list"),
)
def wake_inventory_recommendation(
    snoozes: Snoozing, product_id: Annotated[str, Path(max_length=64, description="The product's id.")]
) -> Response[None]:
    """Put it back into the list before its day."""
    snoozes.wake(product_id)
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


@router.get(
    "/reports/policy-replay",
    tags=["Reports"],
    summary="Replay the policy over the shop's own history",
    responses=documented(HTTPStatus.OK, PolicyReplay, HTTPStatus.NOT_FOUND),
)
def replay_policy(replays: Replays, product_id: ReplayedProduct = None, category: Category = None) -> PolicyReplay:
    """Walk the recommended policy and a plain min/max through past sales, and count what each would have missed."""
    return replay_body(replays.replay(product_id, category), container.currency())


@router.get(
    "/reports/service-curve",
    tags=["Reports"],
    summary="Weigh service against stock",
    responses=documented(HTTPStatus.OK, ServiceCurve, HTTPStatus.NOT_FOUND),
)
def get_service_curve(replays: Replays, product_id: ReplayedProduct = None, category: Category = None) -> ServiceCurve:
    """Replay the recommended policy at several service levels: how much service each buys for how much stock."""
    return curve_body(replays.replay(product_id, category), container.currency())
