"""Signal statistics: report sets against each other, one hospital with its true denominators, what comes in over time.

Nothing here opens the register or knows a screen. The libraries of arrays are loaded with these modules: import them where they are asked for.
"""
