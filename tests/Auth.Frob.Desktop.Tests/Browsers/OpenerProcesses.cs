namespace Auth.Frob.Desktop.Tests.Browsers;

/// <summary>
/// Alone: while another test starts a process, that process may hold a script open for writing,
/// and the script can't be run ("text file busy").
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OpenerProcesses
{
    public const string Name = "opener processes";
}
