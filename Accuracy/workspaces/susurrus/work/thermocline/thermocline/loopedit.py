"""Remove pressure loops of a cast."""

def loop_edit(p, w_min=0.25):
    keep, top = [], float("-inf")
    for i, x in enumerate(p):
        if x > top:
            keep.append(i)
            top = x
    return keep
