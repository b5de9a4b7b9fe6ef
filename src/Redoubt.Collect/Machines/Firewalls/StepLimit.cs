namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>How many steps may be made over the rules; a machine's rules are read by nobody if there are millions.</summary>
internal sealed class StepLimit(long most)
{
    private long _left = most;

    /// <summary>Whether the limit was reached.</summary>
    public bool IsReached => _left < 0;

    /// <summary>Takes steps; false where there are none left.</summary>
    public bool Take(long steps = 1) => (_left -= steps) >= 0;
}
