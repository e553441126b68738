namespace Auth.Frob.Testing.Simulation;

/// <summary>How a simulated service decides where its documentation and what was seen of it differ.</summary>
public enum SimulationMode
{
    /// <summary>As the service was seen to answer, which is more lenient than its documentation.</summary>
    AsSeen,

    /// <summary>As the service's documentation says.</summary>
    Strict,
}
