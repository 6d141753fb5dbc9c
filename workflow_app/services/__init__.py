"""Use cases as verbs. They join workflows, keep to `perform()` for every state, and never commit."""
