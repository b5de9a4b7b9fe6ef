using System.Globalization;
using Redoubt.Access.Audit;

namespace Redoubt.Access.Tests.Suite;

/// <summary>What a server's own log says: what was used, what that rested on, and what nobody used.</summary>
[NeedsSuite("access")]
public sealed class AuditSuiteTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. Suites.Rows("access", () => AccessCase.NamesWith("audit.log"))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void A_log_says_what_was_used_what_that_rested_on_and_what_was_not(string name)
    {
        var one = new AccessCase(name);
        var reader = new AuditLogReader();
        using (var log = one.Open("audit.log"))
        {
            reader.Read("audit.log", log);
        }

        var used = new UsedAccess(one.Authorization, reader.Result());
        Assert.Empty(used.Log.Problems);
        Assert.False(used.Log.IsCut);
        Assert.Empty(used.Supposed);
        var use = new RoleUse(one.Authorization, used);
        Assert.Multiple(
            () => Agree(one, "used", UsedAccess.BySubject(used.Used).Select(right => $"{Row(right.Request)},{right.Request.Path},{right.Count}")),
            () => Agree(one, "implied", UsedAccess.BySubject(used.Implied).Select(right => $"{Row(right.Request)},{right.Count},{right.Because}")),
            () => Agree(one, "unused", use.Roles.SelectMany(role => use.AtomsOf(role).Select(atom =>
                $"{role.Label},{atom.Atom.Verb},{atom.Atom.Group},{atom.Atom.Resource},{atom.Atom.Name},{atom.Atom.Path},{(atom.IsUsed ? "yes" : "no")}"))));
    }

    private static string Row(AccessRequest request) => string.Join(
        ',', AccessSubject.OfUser(request.User.Name), request.Verb, request.Group, request.Resource, request.Subresource, request.Name, request.Namespace);

    private void Agree(AccessCase one, string kind, IEnumerable<string> found)
    {
        var rows = one.Lines(kind + ".csv").ToArray();
        var own = found.ToArray();
        var wrong = rows.Except(own).Select(row => "- " + row).Concat(own.Except(rows).Select(row => "+ " + row)).ToArray();
        var shown = string.Create(CultureInfo.InvariantCulture, $"{kind}: {rows.Intersect(own).Count()} of {rows.Length} agree");
        Console.WriteLine(shown);
        output.WriteLine(shown);
        Assert.NotEmpty(rows);
        Assert.Empty(wrong);
        Assert.Equal(rows.Length, own.Length);
    }
}
