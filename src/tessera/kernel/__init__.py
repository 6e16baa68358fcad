"""The words every room shares: money, time, periods, ids, errors and actors.

Pure standard library: the price engine carries this package into the browser.
"""
