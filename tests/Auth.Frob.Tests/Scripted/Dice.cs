namespace Auth.Frob.Tests.Scripted;

/// <summary>Numbers that are the same in every run (xorshift64*), so that a failure can be had again.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed == 0 ? 1 : seed;

    public int Next(int below)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((_state * 2685821657736338717UL) >> 33) % below;
    }
}
