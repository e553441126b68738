using System.Net;
using System.Net.Sockets;

namespace Auth.Frob.Desktop.Loopback;

/// <summary>Binds the loopback addresses, all on one port.</summary>
internal static class LoopbackSockets
{
    private const int Backlog = 64;
    private const int TriesOfAnyPort = 8;

    public static ImmutableArray<Socket> Listen(ImmutableArray<int> ports, bool withIPv6, bool needsIPv6)
    {
        var refusals = new List<string>();
        Exception? last = null;
        foreach (int port in ports)
        {
            // A port that is free on 127.0.0.1 may be taken on ::1, where another program would get the browser.
            for (int attempt = port == 0 && withIPv6 ? TriesOfAnyPort : 1; attempt > 0; attempt--)
            {
                try
                {
                    return OnOne(port, withIPv6, needsIPv6);
                }
                catch (SocketException failed)
                {
                    last = failed;
                }
            }

            refusals.Add(string.Create(CultureInfo.InvariantCulture, $"{(port == 0 ? "any free port" : port)} ({Reason(last)})"));
        }

        throw new IOException(
            $"This machine's loopback address can't be listened on; tried: {string.Join(", ", refusals)}. "
                + "End the program that holds the port (an earlier sign-in?), name other ports, or choose a way back without a listener.",
            last);
    }

    private static ImmutableArray<Socket> OnOne(int port, bool withIPv6, bool needsIPv6)
    {
        Socket first = Open(IPAddress.Loopback, port);
        try
        {
            return withIPv6 && OpenSixth(((IPEndPoint)first.LocalEndPoint!).Port, needsIPv6) is { } second ? [first, second] : [first];
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private static Socket? OpenSixth(int port, bool needed)
    {
        try
        {
            return Open(IPAddress.IPv6Loopback, port);
        }
        catch (SocketException failed) when (!needed && IsWithoutIPv6(failed.SocketErrorCode))
        {
            return null;
        }
    }

    private static bool IsWithoutIPv6(SocketError error) =>
        error is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable or SocketError.ProtocolNotSupported;

    private static Socket Open(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            // Elsewhere than on Windows this would keep a listed port closed for a minute after each sign-in.
            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Reason(Exception? failed) => failed is SocketException { SocketErrorCode: var code }
        ? code switch
        {
            SocketError.AddressAlreadyInUse => "in use",
            SocketError.AccessDenied => "not allowed",
            _ => code.ToString(),
        }
        : "failed";
}
