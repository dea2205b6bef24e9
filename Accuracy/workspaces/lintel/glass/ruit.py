HART = 16

def lood(omtrek: int, maat: int) -> int:
    """Length of came in tenths of a millimetre, with a tenth for the joints."""
    return omtrek + maat * 10
