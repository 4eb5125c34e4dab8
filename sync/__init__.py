"""What machines must agree on: rules, record, operations, wire, and the two ends that use them."""
