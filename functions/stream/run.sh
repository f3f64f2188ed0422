#!/bin/sh
# Lambda Web Adapter starts this and streams what the server on $PORT answers.
export PYTHONPATH="${LAMBDA_TASK_ROOT:-.}:/opt/python:${PYTHONPATH:-}:${LAMBDA_RUNTIME_DIR:-}"
exec python -m uvicorn app:app --host 127.0.0.1 --port "${PORT:-8080}" --no-access-log --log-level warning
