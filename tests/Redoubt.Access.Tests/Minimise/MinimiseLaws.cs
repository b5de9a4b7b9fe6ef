using FsCheck.Xunit;
using Redoubt.Access.Audit;
using Redoubt.Access.Minimise;
using Redoubt.Access.Tests.Audit;
using Redoubt.Access.Tests.Laws;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Minimise;

/// <summary>The smallest roles, written out, read again and put in place of the old.</summary>
public sealed class MinimiseLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void Every_request_that_was_seen_is_allowed_and_nothing_that_was_not(World world, int seed, bool namesObjects, bool keepsUnlogged)
    {
        var old = new Authorization(world.Platform, knowsDefaults: false);
        AccessRequest[] all = [.. WorldArbitrary.Users.SelectMany(WorldArbitrary.Requests).Where(request => request.Path is null || request.Namespace.Length == 0)];
        var random = new Random(seed);
        AccessRequest[] seen = [.. all.Where(request => old.Answer(request).IsAllowed && random.Next(40) == 0)];
        var log = Events.Read([.. seen.Select(Events.Line)]);
        Assert.Empty(log.Problems);
        var minimised = new Minimised(old, new UsedAccess(old, log), namesObjects, keepsUnlogged);
        Assert.Empty(minimised.NotAllowedNow);
        var text = MinimalManifests.Yaml(minimised);
        var platform = world.Platform.With(DocumentReader.Read("new.yaml", text).Documents);
        var after = new Authorization(platform.Without([.. minimised.UnusedBindings.Select(binding => binding.Key)]), knowsDefaults: false);
        foreach (var request in seen.Where(request => !after.Answer(request).IsAllowed))
        {
            Assert.Fail($"{request} was seen and is not allowed by\n{text}");
        }

        foreach (var request in all.Where(request => after.Answer(request).IsAllowed && !old.Answer(request).IsAllowed))
        {
            Assert.Fail($"{request} was not allowed and is by\n{text}");
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void What_is_minimal_loses_nothing_more(World world, int seed)
    {
        var old = new Authorization(world.Platform, knowsDefaults: false);
        var random = new Random(seed);
        AccessRequest[] seen = [.. WorldArbitrary.Users.SelectMany(WorldArbitrary.Requests).Where(request => old.Answer(request).IsAllowed && random.Next(40) == 0)];
        var log = Events.Read([.. seen.Select(Events.Line)]);
        var first = new Minimised(old, new UsedAccess(old, log), namesObjects: true, keepsUnlogged: false);
        var next = new Authorization(world.Platform.With(DocumentReader.Read("new.yaml", MinimalManifests.Yaml(first)).Documents), knowsDefaults: false);
        Assert.Empty(new Minimised(next, new UsedAccess(next, log), namesObjects: true, keepsUnlogged: false).Roles.SelectMany(role => role.Dropped));
    }
}
