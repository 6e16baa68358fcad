"""Papers that a till prints, as a neutral structure, and how printers want to be told of them.

Pure. I own lines and columns, the letters that printers know, and the languages of printers. What stands
on a receipt is said by the surface that knows the sale; who carries it to a printer is not my business.
"""
