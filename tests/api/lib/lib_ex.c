/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The Ex objects, users and domains, the key of the server, creating a transport. */
#include "check.h"

#include <mprapi.h>
#include <string.h>

#define NO_SUCH ((HANDLE)(size_t)0x0fffffff)

static MPRAPI_OBJECT_HEADER header_of(unsigned revision, unsigned type, size_t size) {
    MPRAPI_OBJECT_HEADER header;
    header.revision = (UCHAR)revision;
    header.type = (UCHAR)type;
    header.size = (USHORT)size;
    return header;
}

static void check_server(HANDLE server) {
    MPR_SERVER_EX is;
    MPR_SERVER_SET_CONFIG_EX wanted;
    IKEV2_CONFIG_PARAMS* ikev2 = &wanted.ConfigParams.IkeConfigParams;
    SSTP_CONFIG_PARAMS* sstp = &wanted.ConfigParams.SstpConfigParams;
    BYTE hash[32];
    memset(&is, 0, sizeof is);
    memset(&wanted, 0, sizeof wanted);
    CHECK_CODE(MprAdminServerGetInfoEx(server, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerGetInfoEx(server, &is), ERROR_INVALID_PARAMETER);
    is.Header = header_of(1, MPRAPI_OBJECT_TYPE_MPR_SERVER_OBJECT, sizeof is);
    CHECK_CODE(MprAdminServerGetInfoEx(NULL, &is), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminServerGetInfoEx(server, &is), 0);
    CHECK(!is.fLanOnlyMode && is.dwTotalPorts == 2 && is.Header.size == sizeof is);
    CHECK(is.ConfigParams.IkeConfigParams.dwTunnelConfigParamFlags == 0);
    CHECK(is.ConfigParams.SstpConfigParams.sstpCertDetails.isDefault == TRUE);
    CHECK(is.ConfigParams.SstpConfigParams.sstpCertDetails.certBlob.pbData == NULL);

    CHECK_CODE(MprAdminServerSetInfoEx(server, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_INVALID_PARAMETER);
    wanted.Header = header_of(1, MPRAPI_OBJECT_TYPE_MPR_SERVER_SET_CONFIG_OBJECT, sizeof wanted);
    CHECK_CODE(MprAdminServerSetInfoEx(NULL, &wanted), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_INVALID_PARAMETER);
    wanted.setConfigForProtocols = MPRAPI_SET_CONFIG_PROTOCOL_FOR_GRE;
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_INVALID_PARAMETER);
    wanted.setConfigForProtocols = MPRAPI_SET_CONFIG_PROTOCOL_FOR_IKEV2;
    ikev2->dwNumPorts = 16;
    ikev2->dwPortFlags = MPR_ENABLE_RAS_ON_DEVICE;
    ikev2->dwTunnelConfigParamFlags = MPRAPI_IKEV2_SET_TUNNEL_CONFIG_PARAMS;
    ikev2->TunnelConfigParams.dwIdleTimeout = 600;
    ikev2->TunnelConfigParams.dwNetworkBlackoutTime = 120;
    ikev2->TunnelConfigParams.dwSaLifeTime = 3600;
    ikev2->TunnelConfigParams.dwSaDataSizeForRenegotiation = 2048;
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), 0);
    ikev2->TunnelConfigParams.dwSaLifeTime = 299;
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_INVALID_PARAMETER);
    ikev2->TunnelConfigParams.dwTotalCertificates = 1; /* nothing keeps them */
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_INVALID_PARAMETER);
    wanted.setConfigForProtocols = MPRAPI_SET_CONFIG_PROTOCOL_FOR_SSTP;
    memset(hash, 0xab, sizeof hash);
    sstp->dwNumPorts = 3;
    sstp->isUseHttps = TRUE;
    sstp->certAlgorithm = 0x800c;
    sstp->sstpCertDetails.certBlob.cbData = 31;
    sstp->sstpCertDetails.certBlob.pbData = hash;
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_INVALID_PARAMETER);
    sstp->sstpCertDetails.certBlob.cbData = 32;
    CHECK_CODE(MprAdminServerSetInfoEx(server, &wanted), ERROR_SUCCESS_RESTART_REQUIRED);
    CHECK_CODE(MprAdminServerGetInfoEx(server, &is), 0);
    ikev2 = &is.ConfigParams.IkeConfigParams;
    sstp = &is.ConfigParams.SstpConfigParams;
    CHECK(ikev2->dwNumPorts == 16 && ikev2->dwPortFlags == MPR_ENABLE_RAS_ON_DEVICE);
    CHECK(ikev2->dwTunnelConfigParamFlags == MPRAPI_IKEV2_SET_TUNNEL_CONFIG_PARAMS);
    CHECK(ikev2->TunnelConfigParams.dwSaLifeTime == 3600);
    CHECK(sstp->dwNumPorts == 3 && sstp->sstpCertDetails.certBlob.cbData == 32);
    CHECK(memcmp(sstp->sstpCertDetails.certBlob.pbData, hash, 32) == 0);
    CHECK_CODE(MprAdminBufferFree(sstp->sstpCertDetails.certBlob.pbData), 0);
}

static void check_custom(HANDLE server, HANDLE target) {
    MPR_IF_CUSTOMINFOEX2 wanted, is;
    MPR_IF_CUSTOMINFOEX0 small;
    ROUTER_IKEv2_IF_CUSTOM_CONFIG2* config = &wanted.customIkev2Config;
    ROUTER_CUSTOM_IKEv2_POLICY0 policy = {2, 4, 5, 2, 4, 3};
    MPR_VPN_TRAFFIC_SELECTOR selector;
    const unsigned type = MPRAPI_OBJECT_TYPE_IF_CUSTOM_CONFIG_OBJECT;
    memset(&wanted, 0, sizeof wanted);
    memset(&is, 0, sizeof is);
    memset(&small, 0, sizeof small);
    memset(&selector, 0, sizeof selector);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, target, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, target, &is), ERROR_INVALID_PARAMETER);
    is.Header = header_of(2, type, sizeof is); /* the size of revision 3 */
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, target, &is), ERROR_INVALID_PARAMETER);
    is.Header = header_of(3, type, sizeof is);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(NULL, target, &is), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, NO_SUCH, &is), ERROR_INVALID_HANDLE);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, target, &is), 0);
    CHECK(is.dwFlags == 0 && is.customIkev2Config.customPolicy == NULL);

    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, target, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, target, &wanted), ERROR_INVALID_PARAMETER);
    wanted.Header = is.Header;
    wanted.dwFlags = MPRAPI_IF_CUSTOM_CONFIG_FOR_IKEV2;
    config->dwSaLifeTime = 3600;
    config->dwSaDataSize = 2048;
    config->dwMmSaLifeTime = 7200;
    config->customPolicy = &policy;
    config->certificateName.cbData = 2;
    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, target, &wanted), ERROR_INVALID_PARAMETER);
    config->certificateName.pbData = (BYTE*)"0\0";
    selector.type = MPR_VPN_TS_IPv4_ADDR_RANGE;
    selector.protocolId = 6;
    selector.portStart = 80;
    selector.portEnd = 443;
    memcpy(&selector.addrStart.u, "\xc0\x00\x02\x01", 4);
    memcpy(&selector.addrEnd.u, "\xc0\x00\x02\x09", 4);
    config->vpnTrafficSelectors.numTsi = 1;
    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, target, &wanted), ERROR_INVALID_PARAMETER);
    config->vpnTrafficSelectors.tsI = &selector;
    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, NO_SUCH, &wanted), ERROR_INVALID_HANDLE);
    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, target, &wanted), 0);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, target, &is), 0);
    config = &is.customIkev2Config;
    CHECK(is.dwFlags == 1 && config->dwSaLifeTime == 3600 && config->dwMmSaLifeTime == 7200);
    CHECK(memcmp(config->customPolicy, &policy, sizeof policy) == 0);
    CHECK(config->certificateName.cbData == 2 && config->certificateHash.pbData == NULL);
    CHECK(config->vpnTrafficSelectors.numTsi == 1 && config->vpnTrafficSelectors.tsR == NULL);
    CHECK(memcmp(&config->vpnTrafficSelectors.tsI->addrEnd.u, "\xc0\x00\x02\x09", 4) == 0);
    CHECK(config->vpnTrafficSelectors.tsI->portEnd == 443);
    CHECK_CODE(MprAdminBufferFree(config->vpnTrafficSelectors.tsI), 0);
    CHECK_CODE(MprAdminBufferFree(config->certificateName.pbData), 0);
    CHECK_CODE(MprAdminBufferFree(config->customPolicy), 0);
    /* The oldest form: only what it has room for. */
    small.Header = header_of(1, type, sizeof small);
    CHECK_CODE(
        MprAdminInterfaceGetCustomInfoEx(server, target, (PMPR_IF_CUSTOMINFOEX)(void*)&small), 0
    );
    CHECK(small.customIkev2Config.dwSaDataSize == 2048);
    CHECK_CODE(MprAdminBufferFree(small.customIkev2Config.certificateName.pbData), 0);
    CHECK_CODE(MprAdminBufferFree(small.customIkev2Config.customPolicy), 0);
    wanted.dwFlags = 0;
    CHECK_CODE(MprAdminInterfaceSetCustomInfoEx(server, target, &wanted), 0);
    CHECK_CODE(MprAdminInterfaceGetCustomInfoEx(server, target, &is), 0);
    CHECK(is.dwFlags == 0);
}

static void check_connection(HANDLE server, HANDLE target) {
    RAS_CONNECTION_EX* list = NULL;
    RAS_CONNECTION_EX is;
    DWORD read = 0, total = 0, resume = 0;
    MPRAPI_OBJECT_HEADER header = header_of(1, MPRAPI_OBJECT_TYPE_RAS_CONNECTION_OBJECT, sizeof is);
    MPRAPI_OBJECT_HEADER wrong = header_of(2, MPRAPI_OBJECT_TYPE_RAS_CONNECTION_OBJECT, sizeof is);
    const DWORD all = MAXDWORD, bad = ERROR_INVALID_PARAMETER;
    WCHAR text[8];
    copy_text(text, "hello");
    CHECK_CODE(
        MprAdminConnectionEnumEx(NULL, &header, all, &read, &total, &list, &resume),
        RPC_S_INVALID_BINDING
    );
    CHECK_CODE(MprAdminConnectionEnumEx(server, NULL, all, &read, &total, &list, &resume), bad);
    CHECK_CODE(MprAdminConnectionEnumEx(server, &wrong, all, &read, &total, &list, &resume), bad);
    CHECK_CODE(MprAdminConnectionEnumEx(server, &header, all, &read, &total, NULL, &resume), bad);
    CHECK_CODE(MprAdminConnectionEnumEx(server, &header, all, &read, &total, &list, &resume), 0);
    CHECK(read == 0 && total == 0);
    CHECK_CODE(MprAdminBufferFree(list), 0);
    CHECK_CODE(MprAdminInterfaceConnect(server, target, NULL, TRUE), 0);
    CHECK_CODE(MprAdminConnectionEnumEx(server, &header, all, &read, &total, &list, NULL), 0);
    CHECK(read == 1 && total == 1 && list->hInterface == target);
    CHECK(memcmp(&list->Header, &header, sizeof header) == 0);
    memset(&is, 0, sizeof is);
    CHECK_CODE(MprAdminConnectionGetInfoEx(server, list->hConnection, &is), bad);
    is.Header = header;
    CHECK_CODE(MprAdminConnectionGetInfoEx(server, list->hConnection, NULL), bad);
    CHECK_CODE(MprAdminConnectionGetInfoEx(NULL, list->hConnection, &is), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminConnectionGetInfoEx(server, NO_SUCH, &is), ERROR_INTERFACE_NOT_CONNECTED);
    CHECK_CODE(MprAdminConnectionGetInfoEx(server, list->hConnection, &is), 0);
    CHECK(is.hConnection == list->hConnection && is_text(is.wszInterfaceName, "branch1"));
    CHECK(is.ProjectionInfo.projectionInfoType == MPRAPI_PPP_PROJECTION_INFO_TYPE);
    CHECK(is.ProjectionInfo.u.PppProjectionInfo.dwIPv4NegotiationError == 0);
    CHECK(is_text(is.ProjectionInfo.u.PppProjectionInfo.wszAddress, "10.78.0.10"));
    CHECK(is_text(is.ProjectionInfo.u.PppProjectionInfo.wszRemoteAddress, "10.78.0.1"));
    CHECK(is.dwBytesXmited > 0 && is.dwCompressionRatioIn == 100);
    CHECK(memcmp(&is.guid, &list->guid, sizeof is.guid) == 0);

    CHECK_CODE(MprAdminSendUserMessage(NULL, is.hConnection, text), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminSendUserMessage(server, is.hConnection, NULL), bad);
    CHECK_CODE(MprAdminSendUserMessage(server, NO_SUCH, text), ERROR_INTERFACE_NOT_CONNECTED);
    CHECK_CODE(MprAdminSendUserMessage(server, is.hConnection, text), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprAdminBufferFree(list), 0);
    CHECK_CODE(MprAdminInterfaceDisconnect(server, target), 0);
}

static void check_users(void) {
    RAS_USER_1 user;
    WCHAR name[UNCLEN + 1];
    BOOL yes = TRUE;
    ask_driver("add-user"); /* ann */
    memset(&user, 0, sizeof user);
    user.bfPrivilege = RASPRIV_NoCallback | RASPRIV_DialinPrivilege;
    user.bfPrivilege2 = RASPRIV2_DialinPolicy;
    CHECK_CODE(MprAdminUserSetInfo(NULL, TEXT("ann"), 1, (LPBYTE)&user), 0);
    memset(&user, 0xff, sizeof user);
    CHECK_CODE(MprAdminUserGetInfo(NULL, TEXT("ann"), 0, (LPBYTE)&user), 0);
    CHECK(user.bfPrivilege == (RASPRIV_NoCallback | RASPRIV_DialinPrivilege));
    CHECK(user.wszPhoneNumber[0] == 0 && user.bfPrivilege2 == 0xff); /* not in level 0 */
    CHECK_CODE(MprAdminUserGetInfo(NULL, TEXT("ann"), 1, (LPBYTE)&user), 0);
    CHECK(user.bfPrivilege2 == RASPRIV2_DialinPolicy);
    user.bfPrivilege = RASPRIV_DialinPrivilege; /* no call-back bit at all */
    CHECK_CODE(MprAdminUserSetInfo(NULL, TEXT("ann"), 1, (LPBYTE)&user), ERROR_INVALID_PARAMETER);
    user.bfPrivilege = RASPRIV_AdminSetCallback;
    copy_text(user.wszPhoneNumber, "5551234");
    CHECK_CODE(MprAdminUserSetInfo(NULL, TEXT("ann"), 0, (LPBYTE)&user), 0);
    user.wszPhoneNumber[0] = 0;
    CHECK_CODE(MprAdminUserGetInfo(NULL, TEXT("ann"), 0, (LPBYTE)&user), 0);
    CHECK(is_text(user.wszPhoneNumber, "5551234"));
    CHECK_CODE(MprAdminUserSetInfo(NULL, NULL, 0, (LPBYTE)&user), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminUserSetInfo(NULL, TEXT("ann"), 0, NULL), ERROR_INVALID_PARAMETER);

    CHECK_CODE(MprAdminGetPDCServer(NULL, NULL, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminGetPDCServer(NULL, NULL, name), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminGetPDCServer(TEXT("NO-SUCH"), NULL, name), 1355);
    CHECK_CODE(MprAdminGetPDCServer(NULL, TEXT("\\\\no-such"), name), 2351);
    CHECK_CODE(MprAdminEstablishDomainRasServer(TEXT("D"), TEXT("m"), TRUE), 1355);
    CHECK_CODE(MprAdminIsDomainRasServer(TEXT("D"), TEXT("m"), NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminIsDomainRasServer(TEXT("D"), TEXT("m"), &yes), 1355);
    CHECK(yes == FALSE);
}

static void check_key_and_transport(HANDLE server) {
    MPR_CREDENTIALSEX_0 key;
    MPR_CREDENTIALSEX_0* shown = NULL;
    LPVOID empty = NULL;
    LPBYTE bytes;
    DWORD size;
    key.dwSize = 6;
    key.lpbCredentialsInfo = (LPBYTE) "s3cret";
    CHECK_CODE(MprAdminServerGetCredentials(server, 0, (LPBYTE*)&shown), ERROR_NOT_FOUND);
    CHECK_CODE(MprAdminServerGetCredentials(server, 1, (LPBYTE*)&shown), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprAdminServerGetCredentials(server, 0, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerSetCredentials(server, 1, (LPBYTE)&key), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprAdminServerSetCredentials(server, 0, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerSetCredentials(server, 0, (LPBYTE)&key), 0);
    CHECK_CODE(MprAdminServerGetCredentials(server, 0, (LPBYTE*)&shown), 0);
    CHECK(shown->dwSize == 6 && shown->lpbCredentialsInfo == NULL); /* in no form */
    CHECK_CODE(MprAdminBufferFree(shown), 0);
    key.dwSize = 0;
    key.lpbCredentialsInfo = NULL;
    CHECK_CODE(MprAdminServerSetCredentials(server, 0, (LPBYTE)&key), 0);
    CHECK_CODE(MprAdminServerGetCredentials(server, 0, (LPBYTE*)&shown), ERROR_NOT_FOUND);

    CHECK_CODE(MprInfoCreate(RTR_INFO_BLOCK_VERSION, &empty), 0);
    bytes = (LPBYTE)empty;
    size = MprInfoBlockQuerySize(empty);
    CHECK_CODE(
        MprAdminTransportCreate(NULL, PID_IP, NULL, bytes, size, NULL, 0, NULL),
        RPC_S_INVALID_BINDING
    );
    CHECK_CODE(
        MprAdminTransportCreate(server, PID_IP, NULL, bytes, size, bytes, size, TEXT("any.dll")),
        948
    );
    CHECK_CODE(
        MprAdminTransportCreate(server, PID_IPX, TEXT("IPX"), bytes, size, bytes, size, NULL),
        ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(
        MprAdminTransportCreate(server, PID_IP, NULL, NULL, 0, NULL, 0, NULL),
        948 /* it runs already: looked at before what is given */
    );
    CHECK_CODE(MprInfoDelete(empty), 0);
}

/* The far router does not speak RIP: what is checked is who may ask when, and that the end is told.
 */
static void check_route_update(HANDLE server, HANDLE target) {
    HANDLE event = MprdCreateEvent(TRUE, FALSE);
    DWORD result = 1;
    CHECK_CODE(MprAdminInterfaceUpdateRoutes(NULL, target, PID_IP, NULL), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminInterfaceUpdateRoutes(server, NO_SUCH, PID_IP, NULL), ERROR_INVALID_HANDLE);
    CHECK_CODE(
        MprAdminInterfaceUpdateRoutes(server, target, PID_IPX, NULL), ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(
        MprAdminInterfaceUpdateRoutes(server, target, PID_IP, NULL), ERROR_INTERFACE_NOT_CONNECTED
    );
    CHECK_CODE(
        MprAdminInterfaceQueryUpdateResult(server, target, PID_IP, NULL), ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(
        MprAdminInterfaceQueryUpdateResult(NULL, target, PID_IP, &result), RPC_S_INVALID_BINDING
    );
    CHECK_CODE(
        MprAdminInterfaceQueryUpdateResult(server, target, PID_IP, &result),
        ERROR_INTERFACE_NOT_CONNECTED
    );
    CHECK(result == 1);

    CHECK_CODE(MprAdminInterfaceConnect(server, target, NULL, TRUE), 0);
    CHECK_CODE(MprAdminInterfaceUpdateRoutes(server, target, PID_IP, event), PENDING);
    CHECK_CODE(MprAdminInterfaceUpdateRoutes(server, target, PID_IP, NULL), 911);
    CHECK_CODE(MprAdminInterfaceQueryUpdateResult(server, target, PID_IP, &result), 0);
    CHECK(result == PENDING);
    CHECK_CODE(MprAdminInterfaceDisconnect(server, target), 0);
    CHECK(MprdWaitForEvent(event, 5000) == 0);
    MprdCloseEvent(event);
}

int main(void) {
    HANDLE server = NULL, target = NULL;
    WCHAR name[16];
    CHECK_CODE(MprAdminServerConnect(NULL, &server), 0);
    copy_text(name, "branch1");
    CHECK_CODE(MprAdminInterfaceGetHandle(server, name, &target, FALSE), 0);
    check_server(server);
    check_custom(server, target);
    check_connection(server, target);
    check_users();
    check_key_and_transport(server);
    check_route_update(server, target);
    MprAdminServerDisconnect(server);
    return 0;
}
