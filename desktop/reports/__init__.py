"""问题反映 and 问题受理单: reporting a problem from a visit, from an enterprise, or from the top bar.

A report is a draft from its first letter on; `door.Reports` opens one over whatever screen is shown.
"""
