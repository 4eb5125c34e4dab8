"""Pure rules: plain values and the time as arguments, plain values back."""
