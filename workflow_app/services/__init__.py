"""Use cases as verbs. They join workflows, keep to `perform()` for every state, and never commit."""

from workflow_app.peraturan import terbitan as terbitan  # whoever uses a service decides by the published rules
