"""One document in, its findings out. `pipeline` runs the components, in the order it lists them."""
