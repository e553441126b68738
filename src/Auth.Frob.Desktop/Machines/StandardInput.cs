namespace Auth.Frob.Desktop.Machines;

internal enum StandardInput
{
    /// <summary>Closed, or the null device: nobody will ever type there.</summary>
    Nothing = 0,

    /// <summary>A pipe or a file, which may hold lines.</summary>
    Lines,

    Terminal,
}
