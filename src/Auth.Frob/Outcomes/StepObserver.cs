namespace Auth.Frob.Outcomes;

/// <summary>Told of each step as it begins; what it returns is told of the step's end.</summary>
/// <param name="step">The step.</param>
/// <returns>
/// Called once at the end: with nothing for a success, the error of a failure, the exception of what was cancelled or misused. Null: not called.
/// </returns>
/// <remarks>Must be thread-safe and quick, and must not throw. Runs inside the step, so what it sets for the flow of execution holds within.</remarks>
public delegate Action<FrobError?, Exception?>? StepObserver(FrobStep step);
