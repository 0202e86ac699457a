"""A Chinese page of the REST interface, made from its OpenAPI description.

FastAPI's own page fetches its script from outside, which this product never does.
"""

from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.responses import HTMLResponse

from assistant.web.render.engine import render

OPENAPI = "/api/v1/openapi.json"


def docs_router(app: FastAPI) -> APIRouter:
    """``/api/docs``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/api/docs")
    def docs() -> HTMLResponse:
        return HTMLResponse(render("docs", routes=routes(app.openapi()), openapi=OPENAPI))

    return router


def routes(description: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations of an OpenAPI description, in its order."""
    schemas = description.get("components", {}).get("schemas", {})
    found = []
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            found.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation.get("summary", ""),
                    "description": operation.get("description", ""),
                    "parameters": [
                        (p["name"], p.get("description", ""), p.get("required", False))
                        for p in operation.get("parameters", ())
                    ]
                    + _body(operation, schemas),
                }
            )
    return found


def _body(operation: dict[str, Any], schemas: dict[str, Any]) -> list[tuple[str, str, bool]]:
    content = operation.get("requestBody", {}).get("content", {})
    for media in content.values():
        name = media["schema"].get("$ref", "").rpartition("/")[2]
        schema = schemas.get(name, {})
        required = schema.get("required", ())
        return [
            (key, value.get("description", ""), key in required)
            for key, value in schema.get("properties", {}).items()
        ]
    return []
