using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>Who may call at all: a known key, from an allowed address, within its limits.</summary>
internal sealed class IpernityGate(SimulatedIpernity service, int? callsInAMinute)
{
    private readonly CallLimit _address = new(service.Time, TimeSpan.FromMinutes(1));
    private readonly CallLimit _quota = new(service.Time, TimeSpan.FromDays(1));

    public int Check(SimulatedRequest request, string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return 100;
        }

        if (service.Accounts.App(key) is not { IsSuspended: false } app)
        {
            return 101;
        }

        if (!app.AllowedAddresses.IsEmpty && !app.AllowedAddresses.Contains(request.RemoteAddress))
        {
            return 111;
        }

        return !_address.TryCount(request.RemoteAddress.ToString(), callsInAMinute) ? 113 : _quota.TryCount(key, app.DailyQuota) ? 0 : 112;
    }
}
