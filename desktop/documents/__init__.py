"""The official papers: what stands on each form, how it lies on A4, the same on screen and in the PDF.

rows + profile → `order_form` … → Form (plain values) → Sheet (pages of marks) → preview · PDF · printer

TO ADD A PAPER: name it in the profile's documents, write one function that makes its Form from rows, and a
test that reads its PDF.
"""
