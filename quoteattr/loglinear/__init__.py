"""Log-linear models on named features.

In the order data flow:

    features   templates over columns of strings; models that score a whole document's rows at once
    weights    the weights file; logistic and softmax
    chain      exact marginals of second-order linear chains
"""
