"""The template engine: every value is escaped unless a template says otherwise (none does)."""

import json
from functools import cache
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.web", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["fire"] = _fire
    # Makes each rendering differ, so that the page notices when the same place is opened again.
    environment.globals["fresh"] = count().__next__
    return environment


def render(template: str, **values: object) -> str:
    """Fill ``templates/<template>.html``; plain strings in, HTML out."""
    return _environment().get_template(f"{template}.html").render(**values)


def _fire(event: str, **data: object) -> Markup:
    """Attributes of a button that sends ``event`` with ``data`` to the server (see page.js)."""
    text = json.dumps(data, ensure_ascii=False)
    return Markup('type="button" data-fire="{}" data-with="{}"').format(event, escape(text))
