"""What differs: a difference between the result and the solution's, told by how the answer is written."""
