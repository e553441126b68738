using Auth.Frob.Desktop;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Looks at one thing that a sign-in needs.</summary>
internal abstract class Check
{
    public abstract string Name { get; }

    /// <summary>Looks, and says what was found: what fails is a finding too, and never ends the others.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(cancellationToken);
        }
        catch (StoreException fault)
        {
            return [Bad(fault.Message, fault.Remedy)];
        }
        catch (CommandFailure failure)
        {
            return [Bad(failure.Message, failure.Remedy)];
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The message of an exception that nobody foresaw may hold anything.
            return [Bad($"This could not be looked at: {fault.GetType().Name}.", "Please report it.")];
        }
    }

    protected abstract Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken);

    protected Finding Ok(string found) => new(Name, Verdict.Ok, found);

    protected Finding Warn(string found, string remedy) => new(Name, Verdict.Warn, found, remedy);

    protected Finding Bad(string found, string remedy) => new(Name, Verdict.Bad, found, remedy);
}
