namespace Auth.Frob.Cli;

/// <summary>What the command says to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Differs = 1;
    public const int Usage = 2;
    public const int Refused = 3;
    public const int Expired = 4;
    public const int Service = 5;
    public const int Store = 6;
    public const int Cancelled = 130;

    public const string Table =
        "Exit codes: 0 done, 1 a check or replay differs, 2 usage or configuration, 3 refused, 4 expired, 5 service, 6 store, 130 cancelled.";
}
