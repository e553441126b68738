using System.Runtime.InteropServices;
using Auth.Frob.Desktop.Keys.Native;

namespace Auth.Frob.Desktop.Keys;

/// <summary>What GLib, the bus and the Secret Service say, as sentences for the person.</summary>
internal static class SecretServiceFault
{
    private const string Otherwise = "or choose the key source 'key-file' or 'passphrase'.";

    public static StoreException NoLibrary(string library) => new(
        $"The library {library} is missing, so the keyring can't be asked.",
        library == LibSecret.Library
            ? $"Install libsecret (on Debian and Ubuntu the package libsecret-1-0), {Otherwise}"
            : $"Install GLib 2 (on Debian and Ubuntu the package libglib2.0-0), {Otherwise}");

    public static StoreException NoBus() => new(
        "There is no session bus (DBUS_SESSION_BUS_ADDRESS is not set), so the keyring can't be asked.",
        $"Sign in to a desktop session, start the program with dbus-run-session and a keyring in it, {Otherwise}");

    public static StoreException Locked() => new(
        "The keyring is locked, and nobody can be asked to unlock it here.",
        $"Unlock it in the desktop session (gnome-keyring-daemon --unlock does it without one), {Otherwise}");

    public static StoreException NotUnlocked() => new(
        "The keyring is locked and was not unlocked.", $"Run it again and give the keyring's password, {Otherwise}");

    public static StoreException NoCollection() => new(
        "The Secret Service has no default keyring, and nobody can be asked to make one here.",
        $"Make one in the desktop session (gnome-keyring-daemon --unlock makes the login keyring), {Otherwise}");

    public static StoreException Late(TimeSpan patience, bool mayPrompt)
    {
        string seconds = patience.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return mayPrompt
            ? new(
                $"The keyring was not unlocked, or did not answer, within {seconds} seconds.",
                $"Unlock it in the desktop session and run it again, {Otherwise}")
            : new($"The keyring did not answer within {seconds} seconds.", $"Look whether the keyring is running and waits for somebody, {Otherwise}");
    }

    /// <summary>Throws what an error says, and frees it.</summary>
    public static void ThrowIfAny(nint error, CancellationToken cancellationToken)
    {
        if (error == 0)
            return;
        (string domain, int code, string message) = Take(error);
        cancellationToken.ThrowIfCancellationRequested();
        throw Of(domain, code, new InvalidOperationException($"{domain} {code.ToString(CultureInfo.InvariantCulture)}: {message}"));
    }

    internal static StoreException Of(string domain, int code, Exception said) => (domain, code) switch
    {
        ("g-dbus-error-quark", 2 or 3) or ("g-dbus-error-quark", >= 23 and <= 32) => new(
            "No Secret Service is running on the session bus (no keyring daemon).",
            $"Install and start one, such as gnome-keyring, KWallet or KeePassXC, {Otherwise}", said),
        ("g-dbus-error-quark", 9 or 10) or ("g-io-error-quark", 14) => new(
            "The session bus or the keyring denies access to this program.",
            $"Run it as the person whose session it is (not by sudo), look at the sandbox's permissions for org.freedesktop.secrets, {Otherwise}", said),
        ("g-io-error-quark", 1 or 13 or 18 or 39 or 44) or ("g-dbus-error-quark", 6 or 11 or 13 or 15) => new(
            "The session bus can't be reached at its address.",
            $"Look at DBUS_SESSION_BUS_ADDRESS: it may be that of a session that is over; {Otherwise}", said),
        ("g-dbus-error-quark", 4 or 12 or 20) or ("g-io-error-quark", 24) => new(
            "The keyring did not answer.", $"Look whether the keyring is running and waits for somebody, {Otherwise}", said),
        ("secret-error", 2) => new("The keyring is locked and was not unlocked.", $"Unlock it in the desktop session, {Otherwise}", said),
        _ => new("The keyring answered with an error.", $"Look at the keyring's own messages, {Otherwise}", said),
    };

    private static unsafe (string Domain, int Code, string Message) Take(nint error)
    {
        // struct GError { GQuark domain; gint code; gchar *message; }
        uint quark = *(uint*)error;
        int code = *(int*)(error + 4);
        string message = Marshal.PtrToStringUTF8(*(nint*)(error + 8)) ?? "";
        string domain = Marshal.PtrToStringUTF8(Glib.QuarkToString(quark)) ?? "";
        Glib.ErrorFree(error);
        return (domain, code, message);
    }
}
