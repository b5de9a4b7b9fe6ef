using FsCheck.Xunit;
using Redoubt.Access.Escalation;

namespace Redoubt.Access.Tests.Laws;

/// <summary>Who can become whom, against trying all moves in all orders.</summary>
public sealed class EscalationLaws
{
    [Property(Arbitrary = [typeof(EscalationWorlds)], MaxTest = 25)]
    public void Nobody_needs_other_moves_than_trying_all_of_them_finds(World world) => Compare(world, 36);

    [Property(Arbitrary = [typeof(EscalationWorlds)], MaxTest = 10)]
    public void Older_servers_let_more(World world) => Compare(world, 34);

    private static void Compare(World world, int minor)
    {
        var escalations = new Escalations(new Authorization(world.Platform, minor, knowsDefaults: false));
        var naive = new NaiveEscalation(world, minor);
        Assert.Equal(naive.Subjects.Select(subject => subject.ToString()).Order(StringComparer.Ordinal), escalations.Subjects.Select(subject => subject.ToString()));
        foreach (var from in naive.Subjects)
        {
            if (naive.Fewest(from) is not { } fewest)
            {
                continue;
            }

            int? admin = fewest.TryGetValue(NaiveEscalation.ClusterAdmin, out var number) ? number : null;
            Same($"{from} to cluster-admin", admin, escalations.Fewest(from), escalations.IsCut);
            foreach (var to in naive.Subjects)
            {
                // Past cluster-admin everybody is one move away.
                int? moves = fewest.TryGetValue(to.ToString(), out var count) && count <= (admin ?? int.MaxValue) ? count : null;
                if (moves is not null || admin is null)
                {
                    Same($"{from} to {to}", moves, escalations.Fewest(from, to), escalations.IsCut);
                }
            }
        }

    }

    // Where a limit left something out, more moves may be told than are needed, or none, but never fewer.
    private static void Same(string what, int? wanted, Redoubt.Access.Escalation.Escalation? found, bool isCut)
    {
        var moves = found?.Steps.Count;
        if (isCut ? moves < (wanted ?? int.MaxValue) : moves != wanted)
        {
            Assert.Fail($"{what}: {wanted?.ToString() ?? "never"}, but {string.Join(" > ", found?.Steps.Select(step => $"{step.By} {step.Move} {step.Gives}") ?? ["never"])}");
        }
    }
}
