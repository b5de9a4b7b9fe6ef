using Redoubt.Catalog;
using Redoubt.Catalog.Compare;

namespace Redoubt.Report.Tests.Samples;

/// <summary>A change of depth of every kind: one edit brings two things nearer, another puts one farther, a secret is new.</summary>
internal static class DepthChanges
{
    public static DepthComparison All
    {
        get
        {
            var escape = new DepthStep("escape-privileged", "Leave a privileged container", "shop/agent/other", new("shop/agent.yaml", 14, 7, ""), "Take `privileged` away.", IsNew: true);
            var connect = new DepthStep("", "nothing isolates shop/db on the way in", "", new("", 0, 0, ""), "", IsNew: true);
            var exploit = new DepthStep("exploit-service", "Exploit a service", "shop/agent/other", new("shop/agent.yaml", 14, 7, ""), "Patch it.", IsNew: false);
            return new DepthComparison(
            [
                Change("cluster-admin", DepthEffect.Worse, "2..3", "1", [["app-code[registry.example/other]"], ["kernel", "seccomp"]], [exploit, escape]) with { Fewer = 2, Others = 3 },
                Change("node", DepthEffect.Worse, "2..3", "1", [["app-code[registry.example/other]"], ["kernel", "seccomp"]], [exploit, escape]) with { Fewer = 2, Others = 3 },
                Change("secret:shop/db", DepthEffect.Worse, "", "0", [[]], [connect]),
                Change("data:shop/db", DepthEffect.Exchange, "2", "2", [["kernel", "sandbox"]], [exploit]),
                Change("all-secrets", DepthEffect.Better, "1", ">4", [], []) with { Gone = [["kernel"]] },
                Change("secret:shop/old", DepthEffect.Better, "1", "", [], []) with { Gone = [["kernel"]] },
            ], ["too many pairs of workloads: network policies are not weighed, and every connection counts as open"]);
        }
    }

    private static DepthChange Change(string jewel, DepthEffect effect, string before, string after, string[][] sets, DepthStep[] way) => new()
    {
        Jewel = jewel,
        Entry = "outside",
        Effect = effect,
        Before = before,
        After = after,
        AtLeast = sets.Length == 0 ? 5 : sets[0].Length,
        Fewer = 0,
        New = sets,
        Gone = [],
        Way = way,
        Others = 0,
    };
}
