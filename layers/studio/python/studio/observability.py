"""Structured logs, one logger for every function."""

from aws_lambda_powertools import Logger

logger = Logger(service="studio")
