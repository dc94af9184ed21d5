// LiveTraining in the browser, while a network trains.

import { widget } from "../visualise/kit/view.js";
import { TrainingView } from "./training_view.js";

export default widget(TrainingView, () => ({ stopping: false }));
