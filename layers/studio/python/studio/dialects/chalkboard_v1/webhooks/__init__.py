"""Webhooks: endpoints that are told of jobs that are over, and what came of each attempt."""
