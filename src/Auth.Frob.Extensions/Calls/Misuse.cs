namespace Auth.Frob.Extensions.Calls;

/// <summary>What a call got wrong, said before anything is sent.</summary>
internal static class Misuse
{
    public static FrobUsageException Of(string instance, string property, string message) => new(new UsageFault(instance, property, message));
}
