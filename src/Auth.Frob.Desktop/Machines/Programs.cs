namespace Auth.Frob.Desktop.Machines;

/// <summary>Finds programs as a person's shell would, but never in the current directory.</summary>
internal static class Programs
{
    /// <summary>The absolute path of a program.</summary>
    /// <param name="name">A name to look for on the PATH, or an absolute path.</param>
    /// <param name="view">The machine.</param>
    /// <returns>Null where there is none that may be run.</returns>
    public static string? Find(string name, MachineView view)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return Path.IsPathFullyQualified(name) && view.IsExecutable(name) ? name : null;
        string path = view.Variable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(view.IsExecutable);
    }
}
