"""What a setting, a layer or an activation is, and the ideas that several hints begin with."""

Three = tuple[str, str, str]
Families = tuple[tuple[Three, str], ...]

SETTINGS = {
    "filters": (
        "Each filter searches the image for one pattern and makes one feature map. So `filters` decides how many maps "
        "come out: it is the last number of the output's shape."
    ),
    "kernel_size": (
        "`kernel_size` is the height and width of the little window that slides over the image. It decides how many "
        "neighbouring pixels one output number sees, and how much the image shrinks at its rim."
    ),
    "strides": (
        "`strides` says how many pixels the window moves at each step. One keeps nearly every position; two skips "
        "every other one and halves height and width."
    ),
    "padding": (
        "`padding` decides what happens at the rim: with `'valid'` the window never hangs over it and the output "
        "shrinks; with `'same'` a frame of zeros keeps the size."
    ),
    "dilation_rate": (
        "`dilation_rate` spreads the kernel's numbers apart, with gaps between them. One, the default, means no gaps."
    ),
    "pool_size": (
        "`pool_size` is the window of a pooling layer. Each window becomes a single number, so a window of 2 by 2 "
        "halves the height and the width."
    ),
    "units": (
        "`units` is the number of neurons in a dense layer. Each neuron gives one number, so `units` is the last "
        "number of the output's shape. In an output layer there is one for each class."
    ),
    "activation": (
        "An activation is a simple rule applied to every number that a layer computes. Without one, a layer only "
        "forms weighted sums, and several such layers are no better than one."
    ),
    "shape": (
        "The input's `shape` describes *one* example: for an image its height, its width and its channels. How many "
        "images there are is left open."
    ),
    "name": (
        "A model's `name` is a text that shows in its summary. It helps to tell models apart when you compare "
        "several; it has nothing to do with the variable that holds the model."
    ),
    "inputs": (
        "A model runs from its `inputs` to its `outputs` and finds all the layers between them by itself. `inputs` is "
        "what `keras.Input` returned."
    ),
    "outputs": (
        "A model runs from its `inputs` to its `outputs` and finds all the layers between them by itself. `outputs` "
        "is the result of the last layer."
    ),
    "rate": "`rate` is the share of numbers that a dropout layer sets to zero while the network is trained.",
    "use_bias": (
        "The bias is one number of its own that each neuron or filter adds to its sum; layers have it unless told not "
        "to."
    ),
    "data_format": (
        "`data_format` says whether the channels come last or first in a shape. In this course they come last, which "
        "is the default."
    ),
    "optimizer": "The optimizer is the rule by which the weights are changed after each batch of images.",
    "loss": (
        "The loss is the number that training makes smaller: it measures how far the predictions are from the labels."
    ),
    "metrics": "Metrics are numbers for people to watch during training, such as the share of right answers.",
}

LAYERS = {
    "Input": "`Input` is the placeholder at which a network begins. It holds no pixels, only the shape of one example.",
    "Conv2D": (
        "A convolutional layer slides small kernels over the image and makes one feature map per filter. It is where "
        "a network finds patterns."
    ),
    "MaxPooling2D": (
        "A max pooling layer keeps the largest number of each window. It learns nothing; it makes the feature maps "
        "smaller and keeps the strongest response."
    ),
    "AveragePooling2D": (
        "An average pooling layer gives the mean of each window, and max pooling its largest number. Their shapes are "
        "alike, what they pass on is not: a mean waters the strongest response down."
    ),
    "Flatten": (
        "`Flatten` lays all the numbers of an image out in one row and changes none of them. A dense layer behind it "
        "sees every number; one before it sees a single position at a time."
    ),
    "Dense": (
        "In a dense layer every neuron is connected to all the numbers on the last axis of what comes in. It weighs "
        "up evidence instead of searching neighbourhoods."
    ),
    "Dropout": "A dropout layer sets some numbers to zero at random while the network is trained, against overfitting.",
    "Activation": "An activation can be an argument of a layer or a layer of its own. Both do the same; one is enough.",
}

ACTIVATIONS = {
    "relu": "ReLU keeps a positive number and turns a negative one into 0. It is the usual choice for hidden layers.",
    "softmax": (
        "Softmax turns any numbers into shares between 0 and 1 that add up to 1. That is what an output layer with "
        "one neuron per class wants, and hidden layers do not."
    ),
    "sigmoid": (
        "The sigmoid squeezes each number into the range from 0 to 1, every one for itself: they need not add up to 1."
    ),
    "tanh": "The hyperbolic tangent squeezes each number into the range from -1 to 1.",
    "linear": "A linear activation changes nothing: the layer hands on its weighted sums as they are.",
}

BRACKETS = (
    "Two pairs of brackets follow a layer's name. The first makes the layer, with its settings; the second connects "
    "it: in it stands the variable that the layer reads."
)
STACKING = (
    "A cell of the form `x = layer(x)` reads a variable and writes it again. Each run puts one more layer on top, so "
    "such a cell wants to run exactly once after the cells above it."
)
CHAIN = (
    "A network is a chain: every layer reads the result of the one before. Whatever a layer's second brackets name is "
    "where its numbers come from."
)
FUNCTION = (
    "A function has a small world of its own. It should make everything it needs from the first to the last line, and "
    "hand out its result with `return`."
)
STORE = (
    "Only what is stored under a name can be used again later. The next steps of this episode look for certain names."
)
NAMES = (
    "Python takes names letter by letter: capitals, underscores and plurals all count, and nearly right is not right."
)
QUOTES = "A text needs quotes around it; without them Python takes it for the name of a variable and looks for that."
PAIRS = "Brackets and quotes come in pairs. If one partner is missing, Python reads on and stumbles somewhere later."
ORDER = (
    "Cells work on what other cells have left behind. What counts is the order in which they *ran*, not the order in "
    "which they stand on the page."
)
VALUE = (
    "The checker runs the published solution and compares its result with yours: first the kind, then the shape, then "
    "the content."
)
