"""What a job would cost, before anything is ordered."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from studio.application.estimate_job import Quote
from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.jobs.schemas import CreateJobRequest
from studio.dialects.chalkboard_v1.jobs.translate import to_brief
from studio.domain.brief import in_mode
from studio.domain.mode import Mode
from studio.domain.prices import Item

router = APIRouter()


class EstimateLine(BaseModel):
    item: Item
    low: int = Field(ge=0)
    high: int = Field(ge=0)


class DailyCap(BaseModel):
    """Credits that all jobs of a UTC day may cost together."""

    limit: int = Field(ge=0)
    spent: int = Field(ge=0, description="charges, and what is held for jobs that are not over")
    left: int = Field(ge=0)


class EstimateResponse(BaseModel):
    """Credits for a job of usual length; it is never charged more than `high`."""

    low: int = Field(ge=0, examples=[30])
    high: int = Field(ge=0, description="held while the job runs", examples=[43])
    balance: int = Field(ge=0, description="credits the account may spend", examples=[1840])
    sufficient: bool = Field(description="whether the job would be accepted now")
    currency: Literal["credits"] = "credits"
    breakdown: list[EstimateLine]
    mode: Mode = Field(description="a test key is quoted the settings that it forces")
    daily_cap: DailyCap


@router.post("/jobs/estimate")
def estimate_job(body: CreateJobRequest, engine: TheEngine, caller: TheCaller) -> EstimateResponse:
    """What this job would cost. Nothing is ordered, and nothing is spent."""
    return to_estimate(
        engine.estimate_job(in_mode(to_brief(body), caller.mode), caller), caller.mode
    )


def to_estimate(quote: Quote, mode: Mode) -> EstimateResponse:
    return EstimateResponse(
        low=quote.estimate.low,
        high=quote.estimate.high,
        balance=quote.balance.total,
        sufficient=quote.sufficient,
        breakdown=[
            EstimateLine(item=item, low=low, high=high)
            for item, low, high in quote.estimate.breakdown
        ],
        mode=mode,
        daily_cap=DailyCap(limit=quote.limit, spent=quote.balance.spent, left=quote.left_today),
    )
