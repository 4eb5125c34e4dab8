"""The administrator's commands, one file for each noun. Each is a function of its options; answers the exit
status: 0 done · 1 not (wholly) done.
"""
