"""The calculator: pure functions that take a rule set and give figures together with the steps that led to them.

Exact decimals throughout; only results are rounded, by the rule set's own rule. No figure of a regulation stands here,
nothing here reads the clock, the database or the request. `alurpak hitung` offers every kind of computation to
outsiders (`kalkulator.jenis`).
"""
