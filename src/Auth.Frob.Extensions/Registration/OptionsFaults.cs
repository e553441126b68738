using System.Runtime.CompilerServices;

namespace Auth.Frob.Extensions.Registration;

/// <summary>The faults found while options were filled, kept beside them until all faults of all instances can be named at once.</summary>
internal static class OptionsFaults
{
    private static readonly ConditionalWeakTable<FrobOptions, List<UsageFault>> Found = [];

    /// <summary>From here on faults of these options are collected.</summary>
    public static void Collect(FrobOptions options) => Found.GetOrAdd(options, static _ => []);

    /// <summary>Keeps the faults; throws them where nobody collects.</summary>
    public static void Report(FrobOptions options, IReadOnlyCollection<UsageFault> faults)
    {
        if (faults.Count == 0)
            return;
        if (!Found.TryGetValue(options, out var kept))
            throw new FrobUsageException([.. faults]);
        kept.AddRange(faults);
    }

    public static IReadOnlyList<UsageFault> Of(FrobOptions options) => Found.TryGetValue(options, out var kept) ? kept : [];
}
