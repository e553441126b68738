namespace Auth.Frob;

/// <summary>Takes providers: a <see cref="FrobBuilder"/>, or the registration of a container.</summary>
public interface IFrobBuilder
{
    /// <summary>Adds an instance of a provider.</summary>
    /// <typeparam name="TOptions">The provider's options.</typeparam>
    /// <param name="provider">The recipe.</param>
    /// <param name="configure">Fills the options; may run more than once. Null: they are filled elsewhere.</param>
    /// <returns>The same builder.</returns>
    public IFrobBuilder Add<TOptions>(FrobProvider provider, Action<TOptions>? configure) where TOptions : FrobOptions, new();
}
