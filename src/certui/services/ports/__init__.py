"""What the use cases need of the world, by noun: a store, readers of files, a clock."""
