namespace Auth.Frob.Desktop.Keys;

/// <summary>Where the Secret Service is, and whether a person may be asked to unlock it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SecretServiceOptions
{
    /// <summary>The address of the message bus.</summary>
    /// <value>Default: <c>DBUS_SESSION_BUS_ADDRESS</c>, else the socket <c>bus</c> in <c>XDG_RUNTIME_DIR</c>. No bus is ever started.</value>
    public string? BusAddress { get; init; }

    /// <summary>Whether somebody sees a prompt of the keyring.</summary>
    /// <value>Default false: a locked keyring is an error at once.</value>
    public bool CanPrompt { get; init; }

    /// <summary>How long a person may take to unlock the keyring.</summary>
    /// <value>Default: 60 seconds.</value>
    public TimeSpan PromptDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the keyring may take where nobody can be asked.</summary>
    /// <value>Default: 15 seconds.</value>
    public TimeSpan AnswerDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
