"""The ten classes of CIFAR-10, in its order: the position in the list is the label."""

class_names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
