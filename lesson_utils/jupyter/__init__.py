"""What JupyterLab is told for this course: its settings, its tabs, how notebooks are saved, the words kernels know."""
