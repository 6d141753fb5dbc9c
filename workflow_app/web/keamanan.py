"""Security headers on every response, also on errors and static files.

One fixed policy and no exceptions for pages: the templates hold no inline script, style or handler, so neither nonces
nor hashes are needed. A view that answers with somebody's file may set a stricter `Content-Security-Policy` (such as
`sandbox`) or its own `Cache-Control` beforehand; what it set is left alone.
"""

from flask import Flask, Response, current_app, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""`data:` images are the small arrows inside Bootstrap's own style sheet."""

DENGAN_BINGKAI = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
"""For the page that shows a PDF beside the item which it proves; set by its view."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"
"""Two years, the period browsers ask for before they keep a site on HTTPS by themselves."""


def add_headers(response: Response) -> Response:
    """Complete the headers of a response; those already set by the view win."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:  # the latter behind a proxy that ends TLS
        response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def pasang(app: Flask) -> None:
    """Put the headers on every response of `app`."""
    app.after_request(add_headers)
